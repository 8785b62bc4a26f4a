package io.hooklatch.oracles;

import com.dropbox.sign.EventCallbackHelper;
import com.dropbox.sign.model.EventCallbackRequest;
import com.dropbox.sign.model.EventCallbackRequestEvent;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.hooklatch.message.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The library verifies time and type of an event; it does not sign, so that is done by the documentation here. */
final class DropboxSignOracle implements SigningOracle {
    @Override
    public String provider() {
        return "dropbox-sign";
    }

    /** A signature within the body is not written by us. */
    @Override
    public boolean weSign() {
        return false;
    }

    @Override
    public Request unsigned(Arbitrary any) {
        EventCallbackRequestEvent.EventTypeEnum[] types = EventCallbackRequestEvent.EventTypeEnum.values();
        JsonObject event = new JsonObject();
        event.addProperty("event_type", types[any.below(types.length)].getValue());
        return Oracle.post(body(event));
    }

    @Override
    public boolean verifies(Request request, String secret) {
        JsonObject json = event(request);
        EventCallbackRequestEvent event = new EventCallbackRequestEvent();
        event.setEventTime(json.get("event_time").getAsString());
        event.setEventType(EventCallbackRequestEvent.EventTypeEnum.fromValue(
                json.get("event_type").getAsString()));
        event.setEventHash(json.get("event_hash").getAsString());
        EventCallbackRequest callback = new EventCallbackRequest();
        callback.setEvent(event);
        return EventCallbackHelper.isValid(secret, callback);
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) throws Exception {
        JsonObject event = event(unsigned);
        String time = Long.toString(nowMillis / 1000);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = time + event.get("event_type").getAsString();
        event.addProperty("event_time", time);
        event.addProperty("event_hash", HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        return unsigned.withBody(body(event).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Request tampered(Request request, Arbitrary any) {
        JsonObject event = event(request);
        event.addProperty("event_time", event.get("event_time").getAsString() + any.below(10));
        return request.withBody(body(event).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject event(Request request) {
        String json = URLDecoder.decode(Oracle.text(request).substring("json=".length()), StandardCharsets.UTF_8);
        return JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("event");
    }

    private static String body(JsonObject event) {
        JsonObject whole = new JsonObject();
        whole.add("event", event);
        return "json=" + URLEncoder.encode(whole.toString(), StandardCharsets.UTF_8);
    }
}
