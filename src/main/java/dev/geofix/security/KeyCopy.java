package dev.geofix.security;

import dev.geofix.platform.storage.OperationsDatabase;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings the keys of a data folder into a shared database: ids, names and hashes as they are, so that callers go on with theirs. Nothing there is taken away but what is revoked here. */
public final class KeyCopy {
    private KeyCopy() {}

    /**
     * What became of the keys.
     *
     * @param there before, with what was revoked meanwhile
     * @param refused sentences about those that are not there now, without a full stop
     */
    public record Result(int copied, int there, List<String> refused) {}

    /**
     * All at once or, when this throws, none.
     *
     * @param folder the data folder's database; only read
     */
    public static Result copy(JdbcClient folder, OperationsDatabase shared) {
        List<KnownKey> keys = KeyStore.all(folder);
        KeyStore store = new KeyStore(shared);
        int copied = store.copy(keys);
        Map<String, KnownKey> there = new HashMap<>();
        store.list().forEach(key -> there.put(key.id(), key));
        List<String> refused = new ArrayList<>();
        for (KnownKey key : keys) {
            KnownKey now = there.get(key.id());
            if (now == null) {
                refused.add("key " + ApiKey.PREFIX + key.id() + " is not copied: another key of the name '" + key.name()
                        + "' is valid in the database. Revoke one of both, then run this again");
            } else if (!MessageDigest.isEqual(now.hash(), key.hash())) {
                refused.add("key " + ApiKey.PREFIX + key.id() + " is not copied: the database has another key under "
                        + "this id. Make one anew for its owner: keys create --name '" + key.name() + "'");
            }
        }
        return new Result(copied, keys.size() - copied - refused.size(), refused);
    }
}
