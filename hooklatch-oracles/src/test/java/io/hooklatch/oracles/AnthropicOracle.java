package io.hooklatch.oracles;

import com.anthropic.core.ClientOptions;
import com.anthropic.core.UnwrapWebhookParams;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.errors.AnthropicWebhookException;
import com.anthropic.services.blocking.beta.WebhookService;
import com.anthropic.services.blocking.beta.WebhookServiceImpl;
import io.hooklatch.message.Request;

/** The library reads the event too, so bodies are JSON. */
final class AnthropicOracle implements Oracle {
    private final WebhookService webhooks = new WebhookServiceImpl(
            ClientOptions.builder().httpClient(NoClient.of(HttpClient.class)).build());

    @Override
    public String provider() {
        return "anthropic-managed-agents";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared(any.standardSecret());
    }

    @Override
    public Request unsigned(Arbitrary any) {
        return Oracle.post("{\"id\":" + any.json(any.below(600)) + ",\"type\":\"event\"}");
    }

    @Override
    public boolean verifies(Request request, String secret) {
        Headers.Builder headers = Headers.builder();
        request.headers().forEach(line -> headers.put(line.name(), line.value()));
        try {
            webhooks.unwrap(UnwrapWebhookParams.builder()
                    .body(Oracle.text(request))
                    .headers(headers.build())
                    .secret(secret)
                    .build());
            return true;
        } catch (AnthropicWebhookException e) {
            return false;
        }
    }
}
