package dev.geofix.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * A bucket of tokens for each caller and cost, filled evenly over a minute. A bucket that nobody has asked for two minutes is full again and forgotten;
 * of more than {@value #MOST} the least used go.
 */
@Component
class RateLimits {
    static final int MOST = 100_000;

    private static final int PREFIX_BYTES = 8;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SecuritySettings.RateLimit settings;
    private final TimeMeter time;
    private final Cache<Owner, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST)
            .expireAfterAccess(MINUTE.multipliedBy(2)).build();

    @Autowired
    RateLimits(SecuritySettings.RateLimit settings) {
        this(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(SecuritySettings.RateLimit settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
    }

    private record Owner(String name, Cost cost) {}

    /**
     * Counts a request.
     *
     * @param owner a key, a token's subject or an address
     * @throws TooManyRequestsException when its limit is used up
     */
    void count(String owner, Cost cost) {
        int limit = settings.of(cost);
        if (limit == 0) {
            return;
        }
        ConsumptionProbe probe = bucket(owner, cost, limit).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refusal(cost, limit, probe.getNanosToWaitForRefill());
        }
    }

    /** Looks without counting. */
    boolean isUsedUp(String owner, Cost cost) {
        Bucket bucket = buckets.getIfPresent(new Owner(owner, cost));
        return bucket != null && bucket.getAvailableTokens() < 1;
    }

    /** The other end of a connection: its address, or the first half of one of IPv6, where a single user has 2⁶⁴. */
    static String address(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return address.indexOf(':') >= 0 && InetAddress.ofLiteral(address) instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, PREFIX_BYTES)
                : address;
    }

    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket(String owner, Cost cost, int limit) {
        return buckets.get(new Owner(owner, cost), unused -> Bucket.builder().withCustomTimePrecision(time)
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, MINUTE)).build());
    }

    private static TooManyRequestsException refusal(Cost cost, int limit, long nanos) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
        String what = switch (cost) {
            case LOCATE -> "This key may ask for " + limit + " photos a minute";
            case READ -> "This key may read " + limit + " times a minute";
            case WRITE -> "This key may change things " + limit + " times a minute";
            case FAILED -> "From this address came too many requests without a valid key";
        };
        return new TooManyRequestsException(what + ". Try again in " + seconds + " seconds.", seconds);
    }

    /** What a request costs, as the rate limits tell requests apart. */
    enum Cost {
        /** A pass through the network. */
        LOCATE, READ, WRITE,
        /** Nothing but the look at credentials that were missing or wrong. */
        FAILED
    }

    /** A limit of requests is used up for now. */
    static final class TooManyRequestsException extends RuntimeException {
        private final long retryAfterSeconds;

        TooManyRequestsException(String message, long retryAfterSeconds) {
            super(message);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }
}
