package io.hooklatch.oracles;

import com.cloudinary.SignatureAlgorithm;
import com.gocardless.Webhook;
import com.razorpay.Utils;
import com.smartcar.sdk.Smartcar;
import java.util.List;

/** Every library there is. Add the next one here. */
final class Oracles {
    static final List<Oracle> ALL = List.of(
            new StripeOracle(),
            new StandardWebhooksOracle(),
            new SvixOracle(),
            new ResendOracle(),
            new SlackOracle(),
            new LineOracle(),
            new PusherOracle(),
            new EasypostOracle(),
            new BoxOracle(),
            new CashfreeOracle(),
            new OnfidoOracle(),
            new WorkosOracle(),
            new AdyenOracle(),
            new AdyenPlatformOracle(),
            new BraintreeOracle(),
            new DropboxSignOracle(),
            new SquareOracle(),
            new SendgridOracle(),
            new TwilioOracle(),
            new PlivoOracle(),
            new MercadoPagoOracle(),
            new CloudinaryOracle("cloudinary", SignatureAlgorithm.SHA1),
            new CloudinaryOracle("cloudinary-sha256", SignatureAlgorithm.SHA256),
            new BodyOracle("razorpay", "x-razorpay-signature", Utils::verifyWebhookSignature),
            new BodyOracle("gocardless", "webhook-signature", Webhook::isValidSignature),
            new BodyOracle(
                    "smartcar",
                    "sc-signature",
                    (body, signature, secret) -> Smartcar.verifyPayload(secret, signature, body)));

    private Oracles() {}
}
