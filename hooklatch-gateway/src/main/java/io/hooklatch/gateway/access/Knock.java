package io.hooklatch.gateway.access;

import java.util.Optional;

/**
 * What is looked at before a request is let in.
 *
 * @param remoteAddress where the connection comes from
 * @param loopback whether that is this machine
 * @param forwarded whether a header says that a proxy passed it on, so that the connection says nothing about the caller
 * @param authorization the header of that name
 */
public record Knock(String remoteAddress, boolean loopback, boolean forwarded, Optional<String> authorization) {}
