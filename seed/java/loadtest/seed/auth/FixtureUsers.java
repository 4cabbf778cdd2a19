package loadtest.seed.auth;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import loadtest.seed.fixture.Change;
import loadtest.seed.fixture.Progress;
import loadtest.seed.fixture.User;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;

/**
 * Brings the fixture users' accounts to their state through the Admin API, {@value #IN_FLIGHT} at a time.
 *
 * <p>Passwords: a new account gets the one set, or a random one that nobody knows. An existing account keeps its own,
 * unless one is set: then it is written every time, because a password cannot be read back and compared. Writing the
 * password alone still counts as unchanged.
 */
public final class FixtureUsers {
    private static final int IN_FLIGHT = 4;
    private static final Map<URI, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private enum UserChange {
        INSERTED,
        UPDATED,
        UNCHANGED
    }

    private record Synced(User user, UserChange change) {}

    /** The users under the ids they really have, and what was done to them. */
    public record Result(List<User> users, Change change) {}

    private final AdminApi api;
    private final Optional<Secret> password;
    private final Progress progress;

    public FixtureUsers(AdminApi api, Optional<Secret> password, Progress progress) {
        this.api = api;
        this.password = password;
        this.progress = progress;
    }

    /**
     * Writes nothing.
     *
     * @param users under the ids the database knows them by
     * @throws BadInput if the auth server refuses
     */
    public List<Account> find(List<User> users) {
        return Parallel.map(IN_FLIGHT, users, user -> new Account(user, api.find(user.id())));
    }

    /** @throws BadInput if the auth server refuses; some users may then have been written, which the next seed finds */
    public Result write(List<Account> accounts) {
        return result(Parallel.map(IN_FLIGHT, accounts, counted("users written", accounts.size(), this::write)));
    }

    /**
     * Runs work while no other seeder of this process writes users of the same auth server. Those of other processes are
     * met by the server itself, which makes no account twice.
     */
    public <T> T alone(Supplier<T> work) {
        var lock = LOCKS.computeIfAbsent(api.address(), address -> new ReentrantLock());
        progress.at("waiting for another seeder to write its users");
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** @throws BadInput naming the accounts that have a fixture's address and are not the seeder's */
    public static void requireOwn(List<Account> accounts) {
        var others = accounts.stream()
                .filter(account -> account.account().isPresent() && !account.isOwn())
                .map(account -> account.user().email() + " (" + account.user().id() + ")")
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new BadInput("SUPABASE_URL: the auth server has an account under a fixture's address that is not the"
                    + " seeder's, since its app_metadata has no seedVersion: " + others + "; it was left alone: give it"
                    + " another address, or remove it, and seed again");
        }
    }

    /** What {@link #write} would do. */
    public static Change plan(List<Account> accounts) {
        var missing = accounts.stream().filter(a -> a.account().isEmpty()).count();
        var right = accounts.stream().filter(Account::isAsWanted).count();
        return new Change("users", missing, accounts.size() - missing - right, right, 0);
    }

    /** @param users that are {@link #removable} */
    public Change remove(List<User> users) {
        var removed = Parallel.map(IN_FLIGHT, users, counted("users removed", users.size(), user -> {
            api.delete(user.id());
            return user;
        }));
        return new Change("users", 0, 0, 0, removed.size());
    }

    /** The users whose accounts carry the seeder's mark. */
    public static List<User> removable(List<Account> accounts) {
        return accounts.stream().filter(Account::isOwn).map(Account::user).toList();
    }

    private <T, R> Function<T, R> counted(String step, int all, Function<T, R> work) {
        var done = new AtomicInteger();
        progress.at(() -> step + ": " + done + " of " + all);
        return item -> {
            var result = work.apply(item);
            done.incrementAndGet();
            return result;
        };
    }

    private Synced write(Account found) {
        var user = found.user();
        var existing = found.account();
        if (existing.isEmpty()) {
            var fields = fields(user, password.orElseGet(FixtureUsers::randomPassword));
            fields.put("id", user.id());
            var created = api.create(fields);
            if (created.isPresent()) {
                var id = UUID.fromString(created.get().get("id").asText());
                return new Synced(user.withId(id), UserChange.INSERTED);
            }
            // Our own first attempt may have got through although its answer was lost.
            existing = api.find(user.id());
        }
        var account = existing.orElseThrow(() -> new BadInput("SUPABASE_URL and SUPABASE_DB_URL: the auth server knows "
                + user.email()
                + ", the database's auth.users does not; are they of the same project? Where an answer was"
                + " lost on the way, seed again"));
        requireOwn(List.of(new Account(user, existing)));
        var same = new Account(user, existing).isAsWanted();
        if (!same || password.isPresent()) {
            api.update(user.id(), fields(user, password.orElse(null)));
        }
        return new Synced(user, same ? UserChange.UNCHANGED : UserChange.UPDATED);
    }

    private static Map<String, Object> fields(User user, Secret password) {
        var fields = new HashMap<String, Object>();
        fields.put("email", user.email());
        fields.put("email_confirm", true);
        fields.put("app_metadata", user.appMetadata());
        fields.put("user_metadata", user.userMetadata());
        if (password != null) {
            fields.put("password", password.reveal());
        }
        return fields;
    }

    private static Secret randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        // The tail satisfies password policies that ask for every kind of character.
        return new Secret(Base64.getUrlEncoder().encodeToString(bytes) + "aA1!");
    }

    private static Result result(List<Synced> synced) {
        var users = synced.stream().map(Synced::user).toList();
        var change = new Change(
                "users",
                count(synced, UserChange.INSERTED),
                count(synced, UserChange.UPDATED),
                count(synced, UserChange.UNCHANGED),
                0);
        return new Result(users, change);
    }

    private static long count(List<Synced> synced, UserChange change) {
        return synced.stream().filter(user -> user.change() == change).count();
    }
}
