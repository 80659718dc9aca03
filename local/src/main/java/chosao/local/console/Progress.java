package chosao.local.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells what happens, step by step, each with its time. What takes long shows that it goes on: on a
 * terminal in one line that is redrawn, elsewhere by a line every few seconds. Safe for use by many
 * threads.
 */
public final class Progress implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(120);
    private static final Duration REMIND = Duration.ofSeconds(5);
    private static final String WIPE = "\r\u001b[2K";
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final PrintStream out;
    private final boolean terminal;
    private final Consumer<String> log;
    private final Set<Step> running = new LinkedHashSet<>();
    private final Thread painter;
    private int frame;
    private boolean painted;

    /**
     * @param terminal whether {@code out} is a terminal, which can be painted over
     * @param log gets every finished line too
     */
    public Progress(PrintStream out, boolean terminal, Consumer<String> log) {
        this.out = out;
        this.terminal = terminal;
        this.log = log;
        this.painter = Thread.ofVirtual().name("progress").start(this::paint);
    }

    /** Something that takes a while and ends well or badly. */
    public final class Step {

        private final String name;
        private final long began = System.nanoTime();
        private String extent = "";

        private Step(String name) {
            this.name = name;
        }

        /**
         * How far it has come.
         *
         * @param soFar such as {@code 1.2 of 3.4 GB}
         */
        public void tell(String soFar) {
            synchronized (Progress.this) {
                extent = " (" + soFar + ")";
            }
        }

        /** It went well. */
        public void done(String note) {
            finish("✓", note);
        }

        /** It did not. */
        public void failed(String note) {
            finish("✗", note);
        }

        /** It is no longer of interest. */
        public void forget() {
            synchronized (Progress.this) {
                running.remove(this);
            }
        }

        private void finish(String mark, String note) {
            synchronized (Progress.this) {
                if (running.remove(this)) {
                    print(
                            String.format(
                                    Locale.ROOT,
                                    "  %s %-22s %7s   %s",
                                    mark,
                                    name,
                                    seconds(elapsed()),
                                    note));
                }
            }
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    /** Begins a step. */
    public synchronized Step begin(String name) {
        Step step = new Step(name);
        running.add(step);
        return step;
    }

    /** Prints a line. */
    public synchronized void say(String line) {
        print(line);
    }

    /** Ends the painting; steps that still run are forgotten. */
    @Override
    public void close() {
        painter.interrupt();
        synchronized (this) {
            running.clear();
            wipe();
        }
    }

    private void print(String line) {
        wipe();
        out.println(line.stripTrailing());
        out.flush();
        log.accept(line.strip());
    }

    private void wipe() {
        if (painted) {
            out.print(WIPE);
            out.flush();
            painted = false;
        }
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(terminal ? REDRAW : REMIND);
                synchronized (this) {
                    show();
                }
            }
        } catch (InterruptedException closed) {
            return;
        }
    }

    private void show() {
        if (running.isEmpty()) {
            return;
        }
        String steps =
                running.stream()
                        .map(step -> step.name + " " + seconds(step.elapsed()) + step.extent)
                        .collect(Collectors.joining(" · "));
        if (terminal) {
            out.print(WIPE + "  " + SPINNER[frame++ % SPINNER.length] + " " + shortened(steps));
            painted = true;
        } else {
            out.println("  … " + steps);
        }
        out.flush();
    }

    /** A line that wraps could not be painted over. */
    private static String shortened(String text) {
        int most = 74;
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** {@code 3.2 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
