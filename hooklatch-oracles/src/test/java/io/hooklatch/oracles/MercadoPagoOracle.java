package io.hooklatch.oracles;

import com.mercadopago.exceptions.MPInvalidWebhookSignatureException;
import com.mercadopago.webhook.WebhookSignatureValidator;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;

/** The body is not signed; the id in the query and the one in a header are. */
final class MercadoPagoOracle implements Oracle {
    private static final String ID = "x-request-id";

    @Override
    public String provider() {
        return "mercado-pago";
    }

    @Override
    public Request unsigned(Arbitrary any) {
        return Request.post(
                "/hooks?data.id=" + any.word(1 + any.below(30)) + "&type=payment",
                Headers.of(ID, any.word(8) + "-" + any.word(12)),
                any.text(any.below(100)));
    }

    @Override
    public boolean verifies(Request request, String secret) {
        String id =
                request.query().substring("data.id=".length(), request.query().indexOf('&'));
        try {
            WebhookSignatureValidator.validate(
                    Oracle.header(request, "x-signature"), Oracle.header(request, ID), id, secret);
            return true;
        } catch (MPInvalidWebhookSignatureException e) {
            return false;
        }
    }

    @Override
    public Request tampered(Request request, Arbitrary any) {
        return any.below(2) == 0
                ? request.withTarget(request.target().replace("data.id=", "data.id=" + any.word(1)))
                : request.withHeaders(request.headers().without(ID).plus(ID, Oracle.header(request, ID) + any.word(1)));
    }
}
