/**
 * The commands of operators: to see, understand and repair what an inbox holds.
 * Open {@link io.hooklatch.gateway.cli.operator.OperatorCommands} first; each command is a class of its own.
 */
@NullMarked
package io.hooklatch.gateway.cli.operator;

import org.jspecify.annotations.NullMarked;
