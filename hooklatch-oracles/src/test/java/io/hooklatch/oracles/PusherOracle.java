package io.hooklatch.oracles;

import com.pusher.rest.PusherAbstract;
import com.pusher.rest.data.Validity;
import io.hooklatch.message.Request;
import java.net.URI;

final class PusherOracle implements Oracle {
    private static final String KEY = "278d425bdf160c739803";

    @Override
    public String provider() {
        return "pusher-channels";
    }

    @Override
    public boolean verifies(Request request, String secret) {
        String signature = Oracle.header(request, "x-pusher-signature");
        return new Library(secret).validateWebhookSignature(KEY, signature, Oracle.text(request)) == Validity.VALID;
    }

    /** The library without its HTTP client. */
    private static final class Library extends PusherAbstract<String> {
        Library(String secret) {
            super("1", KEY, secret);
        }

        @Override
        protected String doGet(URI uri) {
            throw new AssertionError("called over the network");
        }

        @Override
        protected String doPost(URI uri, String body) {
            throw new AssertionError("called over the network");
        }
    }
}
