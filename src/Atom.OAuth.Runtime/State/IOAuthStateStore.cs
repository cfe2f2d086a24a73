namespace Atom.OAuth;

/// <summary>
/// Keeps what makes a state good for one use, and what a reference stands for. One store serves all instances of an application;
/// with the in-memory default, single use and references hold within one process only.
/// </summary>
/// <remarks>
/// Keys are at most 64 ASCII characters, values at most 16 KiB of ASCII, encrypted or a mere time. An implementation may throw when it
/// cannot answer: then no state is accepted. Redis, for example, does it with <c>SET NX</c>, <c>GET</c> and <c>SET XX KEEPTTL</c>.
/// </remarks>
public interface IOAuthStateStore
{
    /// <summary>Adds an entry if there is none of that key. Of many callers at once, in any process, exactly one adds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="expiresAt">Until when the entry has to be kept; afterwards the store may forget it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="true"/> when this call added the entry; <see langword="false"/> when it was there.</returns>
    ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);

    /// <summary>Finds an entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value, or <see langword="null"/> when there is none.</returns>
    ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Replaces the value of an entry that is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="true"/> when the entry was there.</returns>
    ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default);
}
