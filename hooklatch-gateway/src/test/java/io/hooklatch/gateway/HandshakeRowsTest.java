package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.recipe.Catalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of handshake that is known, and where it is exercised: by {@link HandshakesOverHttpTest} as a handshake of a
 * provider, by {@link AnswersOverHttpTest} as its answer to every delivery, or not at all, with the reason on the page of
 * providers.
 */
class HandshakeRowsTest {
    @ParameterizedTest
    @CsvSource({
        "meta subscribe",
        "whatsapp-cloud subscribe",
        "strava subscribe",
        "okta-event-hooks verify",
        "x-twitter crc",
        "dropbox challenge",
        "nylas challenge",
        "adobe-io-events challenge",
        "oura subscribe",
        "linkedin challenge",
        "slack url-verification",
        "monday challenge",
        "zoom url-validation",
        "asana hook-secret",
        "clio hook-secret",
        "notion verification-token",
        "smartcar verify",
        "tebex validation",
        "xero intent-to-receive",
        "twitch-eventsub callback-verification",
        "dropbox-sign answer",
        "vercel-log-drains verify",
        "front challenge",
        "ringcentral validation",
        "adobe-sign client-id",
        "adobe-sign answer",
        "microsoft-graph validation",
        "microsoft-sharepoint validation",
        "mailchimp-marketing url-check",
        "discord ping",
        "discord event-ping",
        "circle url-check",
        "ebay challenge",
        "aws-sns subscription-confirmation",
        "trello url-check",
        "mandrill url-check",
        "braintree challenge",
        "exact-online subscribe",
        "azure-event-grid subscription-validation",
        "azure-event-grid consent",
        "cloudevents consent",
        "unisender-go url-check",
        "websub impossible",
        "green-dot impossible",
        "praxis answer",
        "alipay-plus answer",
        "adyen answer",
        "wechat-pay-v3 answer",
        "zift answer",
        "shiphero answer",
        "salesforce-outbound-messages answer",
    })
    void isExercisedOrItsReasonIsGiven(String row) {
        String provider = row.substring(0, row.indexOf(' '));
        String what = row.substring(row.indexOf(' ') + 1);
        switch (what) {
            case "impossible" -> assertThat(Catalogue.standard().impossible()).containsKey(provider);
            case "answer" -> assertThat(AnswersOverHttpTest.providers()).contains(provider);
            default -> {
                assertThat(Catalogue.standard().find(provider).orElseThrow().handshakeNames())
                        .contains(what);
                assertThat(HandshakesOverHttpTest.overHttp()).anyMatch(name -> name.startsWith(provider + "."));
            }
        }
    }
}
