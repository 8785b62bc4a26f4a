package io.hooklatch.oracles;

import com.slack.api.app_backend.SlackSignature;
import io.hooklatch.message.Request;

final class SlackOracle implements SigningOracle {
    @Override
    public String provider() {
        return "slack";
    }

    @Override
    public boolean verifies(Request request, String secret) {
        String time = Oracle.header(request, SlackSignature.HeaderNames.X_SLACK_REQUEST_TIMESTAMP);
        String signature = Oracle.header(request, SlackSignature.HeaderNames.X_SLACK_SIGNATURE);
        return new SlackSignature.Verifier(new SlackSignature.Generator(secret))
                .isValid(time, Oracle.text(request), signature);
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) {
        String time = Long.toString(nowMillis / 1000);
        String signature = new SlackSignature.Generator(secret).generate(time, Oracle.text(unsigned));
        return unsigned.withHeader(SlackSignature.HeaderNames.X_SLACK_REQUEST_TIMESTAMP, time)
                .withHeader(SlackSignature.HeaderNames.X_SLACK_SIGNATURE, signature);
    }
}
