namespace Atom.OAuth;

/// <summary>
/// Stores which states have been used, and the contents of states that are passed by reference. All instances of an application share one
/// store; with the in-memory default, single use and references work within one process only.
/// </summary>
/// <remarks>
/// Keys are at most 64 ASCII characters, values at most 16 KiB of ASCII, either encrypted or a plain timestamp. An implementation may throw
/// if it is unavailable: no state is accepted then. With Redis, use <c>SET NX</c>, <c>GET</c> and <c>SET XX KEEPTTL</c>.
/// </remarks>
public interface IOAuthStateStore
{
    /// <summary>Adds an entry if the key does not exist. Of several concurrent callers, in any process, exactly one succeeds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="expiresAt">How long the entry has to be kept; afterwards the store may delete it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="true"/> if this call added the entry; <see langword="false"/> if it already existed.</returns>
    ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);

    /// <summary>Finds an entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value, or <see langword="null"/> if there is none.</returns>
    ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Replaces the value of an existing entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="true"/> if the entry existed.</returns>
    ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default);
}
