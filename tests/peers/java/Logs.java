/*
 * A log of Kafka's own for the programs beside it: a UnifiedLog in a folder, its clock set by hand.
 */
import java.io.File;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.server.util.Scheduler;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;

class Logs {
    /** A clock that stands still. */
    static class Clock implements Time {
        long now;

        Clock(long now) {
            this.now = now;
        }

        @Override
        public long milliseconds() {
            return now;
        }

        @Override
        public long nanoseconds() {
            return now * 1_000_000;
        }

        @Override
        public void sleep(long ms) {
            now += ms;
        }

        @Override
        public void waitObject(Object object, Supplier<Boolean> condition, long deadline) {
            throw new UnsupportedOperationException();
        }
    }

    /** Does nothing later: what is renamed to be deleted stays. */
    static class Never implements Scheduler {
        @Override
        public void startup() {
        }

        @Override
        public void shutdown() {
        }

        @Override
        public ScheduledFuture<?> schedule(String name, Runnable task, long delay, long period) {
            return null;
        }

        @Override
        public void resizeThreadPool(int size) {
        }
    }

    /** Closes a log and removes its folder and the one that holds it. */
    static void delete(UnifiedLog log) throws Exception {
        log.closeHandlers();
        Utils.delete(log.dir().getParentFile());
    }

    /** A log that was stopped cleanly, or is new. */
    static UnifiedLog open(File folder, Properties properties, Time time) throws Exception {
        return open(folder, properties, time, true);
    }

    /** A log; one that was not stopped cleanly is recovered. */
    static UnifiedLog open(File folder, Properties properties, Time time, boolean clean) throws Exception {
        return UnifiedLog.create(folder, new LogConfig(properties), 0, 0, new Never(),
            new BrokerTopicStats(), time, Integer.MAX_VALUE,
            new ProducerStateManagerConfig(Integer.MAX_VALUE, false), Integer.MAX_VALUE,
            new LogDirFailureChannel(1), clean, Optional.empty());
    }
}
