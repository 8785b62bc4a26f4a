package io.hooklatch.bench.spring;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A Spring Boot application around the controller, its own process; the arguments are the port and the database's file.
 *
 * <p>SQLite takes one writer: with more than one pooled connection they would wait for each other in busy loops. Tomcat
 * closes a connection after 100 requests unless told otherwise; the others keep theirs.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebhookController.class)
public class WebhookApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(WebhookApplication.class);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", args[0],
                "server.tomcat.max-keep-alive-requests", "-1",
                "spring.datasource.url",
                        "jdbc:sqlite:" + args[1] + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000",
                "spring.datasource.hikari.maximum-pool-size", "1",
                "spring.datasource.hikari.connection-init-sql", "PRAGMA wal_autocheckpoint = 8000",
                "spring.main.banner-mode", "off"));
        application.run();
    }
}
