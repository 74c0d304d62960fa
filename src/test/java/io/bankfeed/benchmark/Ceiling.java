package io.bankfeed.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the machine itself can do: how fast it copies memory, and how fast a server sends an answer of the size of a
 * thousand transactions over loopback that it has ready, without HTTP but for a head that is always the same.
 */
final class Ceiling implements Scenario {

    /** Of a transaction as JSON, as measured. */
    static final int TRANSACTION_BYTES = 417;

    private static final int BODY_BYTES = 1000 * TRANSACTION_BYTES;

    @Override
    public String name() {
        return "ceiling";
    }

    @Override
    public void run(Report report) throws Exception {
        report.add(Figure.of("memory copied, 256 KiB at a time", "GB per CPU-second", copies()));
        List<Double> rates = new ArrayList<>();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadyAnswer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))) {
            int port = Integer.parseInt(output.readLine());
            HttpLoad load =
                    new HttpLoad(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Requests.CONNECTIONS);
            load.warmUp("/", 4);
            for (int run = 0; run < Options.runs(); run++) {
                double before = Service.cpuSeconds(server.pid());
                long bytes = load.get("/", Requests.RUN).bodyBytes();
                rates.add(bytes / (double) TRANSACTION_BYTES / (Service.cpuSeconds(server.pid()) - before));
            }
        } finally {
            server.destroyForcibly();
        }
        report.add(Figure.of("loopback, answers that are ready", "transactions' bytes per CPU-s.", rates));
    }

    private static List<Double> copies() {
        byte[] from = new byte[256 * 1024];
        byte[] to = new byte[from.length];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> rates = new ArrayList<>();
        for (int run = -2; run < Options.runs(); run++) {
            long before = threads.getCurrentThreadCpuTime();
            int copies = 20_000;
            for (int i = 0; i < copies; i++) {
                from[i % from.length]++;
                System.arraycopy(from, 0, to, 0, from.length);
            }
            if (run >= 0) {
                rates.add(copies * (double) from.length / (threads.getCurrentThreadCpuTime() - before));
            }
        }
        return rates;
    }

    /** A server of one thread that knows one answer. */
    static final class ReadyAnswer {

        private ReadyAnswer() {}

        public static void main(String[] args) throws IOException {
            ByteBuffer answer = answer();
            try (Selector selector = Selector.open();
                    ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
                System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
                System.out.flush();
                server.configureBlocking(false);
                server.register(selector, SelectionKey.OP_ACCEPT);
                while (true) {
                    selector.select();
                    for (SelectionKey key : selector.selectedKeys()) {
                        serve(key, server, selector, answer);
                    }
                    selector.selectedKeys().clear();
                }
            }
        }

        private static void serve(SelectionKey key, ServerSocketChannel server, Selector selector, ByteBuffer answer)
                throws IOException {
            if (key.isAcceptable()) {
                SocketChannel client = server.accept();
                client.configureBlocking(false);
                client.register(selector, SelectionKey.OP_READ);
                return;
            }
            SocketChannel client = (SocketChannel) key.channel();
            try {
                if (key.isReadable()) {
                    if (client.read(ByteBuffer.allocate(1024)) < 0) {
                        client.close();
                        return;
                    }
                    key.attach(answer.duplicate());
                }
                ByteBuffer rest = (ByteBuffer) key.attachment();
                client.write(rest);
                key.interestOps(rest.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } catch (IOException e) {
                // The client has what it wants.
                client.close();
            }
        }

        private static ByteBuffer answer() {
            byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            ByteBuffer answer = ByteBuffer.allocateDirect(head.length + BODY_BYTES);
            answer.put(head);
            return answer.clear();
        }
    }
}
