package io.hooklatch.oracles;

import com.adyen.model.notification.Amount;
import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.util.HMACValidator;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The library signs and verifies one item of a notification; its values are read out of the body here. An original reference
 * is there, null or left out.
 */
final class AdyenOracle implements SigningOracle {
    private static final List<String> FIELDS =
            List.of("pspReference", "originalReference", "merchantAccountCode", "merchantReference", "eventCode");
    private final HMACValidator library = new HMACValidator();

    @Override
    public String provider() {
        return "adyen";
    }

    /** A signature within the body is not written by us. */
    @Override
    public boolean weSign() {
        return false;
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared(HexFormat.of().formatHex(any.bytes(32)));
    }

    @Override
    public Request unsigned(Arbitrary any) {
        JsonObject item = new JsonObject();
        FIELDS.forEach(field -> item.addProperty(field, any.text(1 + any.below(40))));
        switch (any.below(3)) {
            case 0 -> item.remove("originalReference");
            case 1 -> item.add("originalReference", JsonNull.INSTANCE);
            default -> {}
        }
        JsonObject amount = new JsonObject();
        amount.addProperty("value", any.below(1_000_000));
        amount.addProperty("currency", any.word(3));
        item.add("amount", amount);
        item.addProperty("success", any.below(2) == 0 ? "true" : "false");
        return Oracle.post(body(item));
    }

    @Override
    public boolean verifies(Request request, String secret) throws Exception {
        return library.validateHMAC(read(item(request)), secret);
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) throws Exception {
        JsonObject item = item(unsigned);
        JsonObject additional = new JsonObject();
        additional.addProperty("hmacSignature", library.calculateHMAC(read(item), secret));
        item.add("additionalData", additional);
        return unsigned.withBody(body(item).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Request tampered(Request request, Arbitrary any) {
        JsonObject item = item(request);
        String field = any.below(2) == 0 ? "pspReference" : "merchantReference";
        item.addProperty(field, any.oneByteOff(item.get(field).getAsString()));
        return request.withBody(body(item).getBytes(StandardCharsets.UTF_8));
    }

    private static NotificationRequestItem read(JsonObject json) {
        NotificationRequestItem item = new NotificationRequestItem();
        item.setPspReference(json.get("pspReference").getAsString());
        JsonElement original = json.get("originalReference");
        if (original != null && !original.isJsonNull()) {
            item.setOriginalReference(original.getAsString());
        }
        item.setMerchantAccountCode(json.get("merchantAccountCode").getAsString());
        item.setMerchantReference(json.get("merchantReference").getAsString());
        item.setEventCode(json.get("eventCode").getAsString());
        JsonObject amount = json.getAsJsonObject("amount");
        item.setAmount(new Amount()
                .currency(amount.get("currency").getAsString())
                .value(amount.get("value").getAsLong()));
        item.setSuccess(json.get("success").getAsString().equals("true"));
        if (json.has("additionalData")) {
            item.setAdditionalData(Map.of(
                    "hmacSignature",
                    json.getAsJsonObject("additionalData").get("hmacSignature").getAsString()));
        }
        return item;
    }

    private static JsonObject item(Request request) {
        return JsonParser.parseString(Oracle.text(request))
                .getAsJsonObject()
                .getAsJsonArray("notificationItems")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("NotificationRequestItem");
    }

    private static String body(JsonObject item) {
        return "{\"live\":\"false\",\"notificationItems\":[{\"NotificationRequestItem\":" + item + "}]}";
    }
}
