package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what the catalogue's providers recognise an element that is sent again, and tell it from its neighbour. */
class ProvidersOfArraysTest {
    private static final String HEX_SECRET = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";

    @ParameterizedTest(name = "{0}: {2} is another")
    @CsvSource(delimiter = ';', textBlock = """
                    hubspot    ; "objectId":1       ; "objectId":2
                    hubspot    ; "subscriptionId":1 ; "subscriptionId":2
                    hubspot-v1 ; "occurredAt":1     ; "occurredAt":2
                    hubspot-v2 ; "eventId":1        ; "eventId":2
                    """)
    void anotherAttemptOfHubspotIsKnownAndWhatSharesAnEventIdIsNot(String provider, String one, String other) {
        String element = "{\"eventId\":1,\"portalId\":1,\"subscriptionId\":1,\"subscriptionType\":\"contact.creation\","
                + "\"occurredAt\":1,\"objectId\":1,\"attemptNumber\":0}";
        String again = element.replace("\"attemptNumber\":0", "\"attemptNumber\":1");
        recognises(provider, "@", element, again, element.replace(one, other));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
                    okta-event-hooks   ; {"data":{"events":@}} ; {"uuid":"a","n":1}     ; {"uuid":"a","n":2}     ; {"uuid":"b","n":1}
                    auth0-log-streams  ; @                     ; {"log_id":"a","n":1}   ; {"log_id":"a","n":2}   ; {"log_id":"b","n":1}
                    mailtrap           ; {"events":@}          ; {"event_id":"a","n":1} ; {"event_id":"a","n":2} ; {"event_id":"b","n":1}
                    mailjet            ; @                     ; {"MessageID":1,"time":1} ; {"MessageID":1,"time":1} ; {"MessageID":1,"time":2}
                    sparkpost          ; @ ; {"msys":{"gen_event":{"event_id":"a"}}} ; {"msys":{"gen_event":{"event_id":"a","n":2}}} ; {"msys":{"gen_event":{"event_id":"b"}}}
                    adyen ; {"notificationItems":@} ; {"NotificationRequestItem":{"pspReference":"1","eventCode":"CAPTURE","success":"true"}} ; {"NotificationRequestItem":{"pspReference":"1","eventCode":"CAPTURE","success":"true","reason":"x"}} ; {"NotificationRequestItem":{"pspReference":"1","eventCode":"CAPTURE","success":"false"}}
                    """)
    void anElementSentAgainIsKnownAndItsNeighbourIsNot(
            String provider, String around, String element, String again, String neighbour) {
        recognises(provider, around, element, again, neighbour);
    }

    private static void recognises(String provider, String around, String element, String again, String neighbour) {
        String body = around.replace("@", "[" + element + "," + neighbour + "," + again + "]");
        List<List<DedupeKey>> keys = Catalogue.standard()
                .find(provider)
                .orElseThrow()
                .verifier(List.of(HEX_SECRET), Map.of())
                .batch(Request.post("/hooks", Headers.none(), body))
                .orElseThrow()
                .events()
                .stream()
                .map(BatchEvent::keys)
                .toList();

        assertThat(keys).hasSize(3).allSatisfy(key -> assertThat(key).hasSize(1));
        assertThat(keys.get(2)).isEqualTo(keys.get(0)).isNotEqualTo(keys.get(1));
    }
}
