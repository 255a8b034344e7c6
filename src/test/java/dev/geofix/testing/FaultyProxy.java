package dev.geofix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and a server on this machine that can fail: connections are cut, or stay open and say nothing. */
public final class FaultyProxy implements AutoCloseable {
    /** What becomes of bytes. */
    public enum Mode {
        /** They arrive. */
        PASSING,
        /** They are kept back while all connections stay open, as behind a firewall that has forgotten them. */
        SILENT,
        /** Connections are closed as they come. */
        CUT
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASSING;

    /** @param server port of the loopback address */
    public FaultyProxy(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void set(Mode next) throws IOException {
        mode = next;
        if (next == Mode.CUT) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (mode == Mode.CUT) {
                    client.close();
                    continue;
                }
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(client);
                open.add(behind);
                Thread.ofVirtual().start(() -> pass(client, behind));
                Thread.ofVirtual().start(() -> pass(behind, client));
            } catch (IOException e) {
                // The door is closed, or the server does not listen: the client sees a closed connection.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (mode == Mode.SILENT) {
                    Thread.sleep(20);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        set(Mode.CUT);
    }
}
