package io.hooklatch.jdbc.postgres.link;

/**
 * The process of the server behind a connection.
 *
 * @param process its number, which the system may give to another one when it has ended
 * @param startedAt when it began, which tells the two apart
 * @param lockTimeout how long statements of the application wait for a lock, as the server writes it
 */
record Backend(int process, String startedAt, String lockTimeout) {}
