package io.hooklatch.keys.code;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What Amazon SNS signs: some fields of the body, each as its name and its value in lines of their own
 * (docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages").
 */
final class SnsFields {
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private SnsFields() {}

    static byte[] of(Request request) throws Refusal {
        Map<String, Object> body = Json.object(request.body()).orElseThrow(() -> wrong("the body is no JSON object"));
        StringBuilder text = new StringBuilder();
        for (String name : fields(String.valueOf(body.get("Type")))) {
            Object value = body.get(name);
            if (value == null && name.equals("Subject")) {
                continue;
            }
            if (!(value instanceof String field)) {
                throw wrong("the signed field " + name + " is missing");
            }
            text.append(name).append('\n').append(field).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the value of this place is signed, whatever the type of the message. */
    static boolean covers(String place) {
        return NOTIFICATION.stream().filter(CONFIRMATION::contains).anyMatch(name -> place.equals("json /" + name));
    }

    private static List<String> fields(String type) throws Refusal {
        return switch (type) {
            case "Notification" -> NOTIFICATION;
            case "SubscriptionConfirmation", "UnsubscribeConfirmation" -> CONFIRMATION;
            default -> throw wrong("Type is none of the three that are known");
        };
    }

    private static Refusal wrong(String what) {
        return new Refusal(Reason.MALFORMED_REQUEST, "malformed request: " + what);
    }
}
