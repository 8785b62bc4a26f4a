package io.hooklatch.oracles;

import com.openai.core.ClientOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.errors.InvalidWebhookSignatureException;
import com.openai.models.webhooks.WebhookVerificationParams;
import com.openai.services.blocking.WebhookService;
import com.openai.services.blocking.WebhookServiceImpl;
import io.hooklatch.message.Request;

final class OpenaiOracle implements Oracle {
    private final WebhookService webhooks = new WebhookServiceImpl(ClientOptions.builder()
            .httpClient(NoClient.of(HttpClient.class))
            .apiKey("sk-none")
            .build());

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared(any.standardSecret());
    }

    @Override
    public boolean verifies(Request request, String secret) {
        Headers.Builder headers = Headers.builder();
        request.headers().forEach(line -> headers.put(line.name(), line.value()));
        try {
            webhooks.verifySignature(WebhookVerificationParams.builder()
                    .payload(request.body())
                    .headers(headers.build())
                    .secret(secret)
                    .build());
            return true;
        } catch (InvalidWebhookSignatureException e) {
            return false;
        }
    }
}
