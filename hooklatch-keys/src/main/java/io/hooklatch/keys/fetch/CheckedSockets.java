package io.hooklatch.keys.fetch;

import io.hooklatch.keys.net.AddressKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;

/** TLS over sockets that look at the address they are about to connect to. */
final class CheckedSockets extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final Predicate<AddressKind> mayConnect;

    CheckedSockets(SSLSocketFactory tls, Predicate<AddressKind> mayConnect) {
        this.tls = tls;
        this.mayConnect = mayConnect;
    }

    /** A plain socket, which the JDK's HTTPS client connects and then hands to the method below. */
    @Override
    public Socket createSocket() {
        return new CheckedSocket(mayConnect);
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(connected, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("connects only what was looked at");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("connects only what was looked at");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("connects only what was looked at");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new IOException("connects only what was looked at");
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    private static final class CheckedSocket extends Socket {
        private final Predicate<AddressKind> mayConnect;

        CheckedSocket(Predicate<AddressKind> mayConnect) {
            this.mayConnect = mayConnect;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            InetAddress address = ((InetSocketAddress) endpoint).getAddress();
            if (address == null) {
                throw new IOException("the name of the host is not known");
            }
            AddressKind kind = AddressKind.of(address);
            if (!mayConnect.test(kind)) {
                throw new IOException("it leads to a " + kind.word() + " address, where no key is fetched from");
            }
            super.connect(endpoint, timeout);
        }
    }
}
