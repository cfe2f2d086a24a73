using Microsoft.Extensions.Options;

namespace Atom.OAuth.State;

/// <summary>
/// The default store: limited to one process and a maximum size; removes expired entries. No user can fill it up for the others: each has a
/// quota, and a full store evicts the oldest reference of the user with the most. Uses of states are never evicted, or they could be replayed.
/// </summary>
internal sealed class InMemoryOAuthStateStore : IOAuthStateStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    // Entries live about equally long, so the oldest is the first to expire; one that expires sooner is kept a little longer.
    private readonly LinkedList<Entry> _ages = [];
    private readonly Dictionary<StateOwner, Share> _shares = [];
    private readonly SortedSet<Share> _bySize = new(Comparer<Share>.Create(Share.CompareSize));
    private readonly OAuthStateOptions _options;
    private readonly TimeProvider _time;
    private long _shareCount;

    public InMemoryOAuthStateStore(IOptions<OAuthStateOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
    }

    public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(TryAdd(key, value, expiresAt, owner: default, isReference: false));
    }

    /// <summary>Adds an entry for a user. A reference that exceeds the quota replaces the user's oldest one.</summary>
    public bool TryAdd(string key, string value, DateTimeOffset expiresAt, StateOwner owner, bool isReference)
    {
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            while (_ages.First is { } oldest && oldest.Value.ExpiresAt <= now)
            {
                Remove(oldest.Value);
            }

            if (_entries.ContainsKey(key))
            {
                return false;
            }

            MakeRoom(owner, isReference);
            if (!_shares.TryGetValue(owner, out var share))
            {
                share = new Share(owner, _shareCount++);
                _shares.Add(owner, share);
            }

            Entry entry = new(key, value, expiresAt, share, isReference);
            _entries.Add(key, entry);
            _ages.AddLast(entry.Age);
            _bySize.Remove(share);
            share.Add(entry);
            _bySize.Add(share);
            return true;
        }
    }

    public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<string?>(_entries.TryGetValue(key, out var entry) ? entry.Value : null);
        }
    }

    public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var exists = _entries.TryGetValue(key, out var entry);
            if (exists)
            {
                entry!.Value = value;
            }

            return new ValueTask<bool>(exists);
        }
    }

    private void MakeRoom(StateOwner owner, bool isReference)
    {
        // Without a signed-in user, all callers share the same key.
        if (owner.UserId is not null && _shares.TryGetValue(owner, out var share))
        {
            var quota = _options.InMemoryCapacityPerUser;
            if (!isReference && share.Uses >= quota)
            {
                throw new InvalidOperationException(
                    $"One user has used {quota} states, as many as {nameof(OAuthStateOptions)}.{nameof(OAuthStateOptions.InMemoryCapacityPerUser)} allows. "
                    + "The others are served.");
            }

            if (isReference && share.References.Count >= quota)
            {
                Remove(share.References.First!.Value);
            }
        }

        if (_entries.Count < _options.InMemoryCapacity)
        {
            return;
        }

        if (_bySize.Max?.References.First is not { } victim)
        {
            throw new InvalidOperationException(
                $"The in-memory state store is full ({_options.InMemoryCapacity} entries). Raise {nameof(OAuthStateOptions)}."
                + $"{nameof(OAuthStateOptions.InMemoryCapacity)}, or register a relational store.");
        }

        Remove(victim.Value);
    }

    private void Remove(Entry entry)
    {
        var share = entry.Share;
        _entries.Remove(entry.Key);
        _ages.Remove(entry.Age);
        _bySize.Remove(share);
        share.Remove(entry);
        if (share.IsEmpty)
        {
            _shares.Remove(share.Owner);
        }
        else
        {
            _bySize.Add(share);
        }
    }

    private sealed class Entry
    {
        public Entry(string key, string value, DateTimeOffset expiresAt, Share share, bool isReference)
        {
            Key = key;
            Value = value;
            ExpiresAt = expiresAt;
            Share = share;
            Age = new LinkedListNode<Entry>(this);
            Reference = isReference ? new LinkedListNode<Entry>(this) : null;
        }

        public string Key { get; }

        public string Value { get; set; }

        public DateTimeOffset ExpiresAt { get; }

        public Share Share { get; }

        public LinkedListNode<Entry> Age { get; }

        /// <summary>Gets the node in the list of the user's references; <see langword="null"/> for the use of a state.</summary>
        public LinkedListNode<Entry>? Reference { get; }
    }

    /// <summary>The entries of one user.</summary>
    private sealed class Share(StateOwner owner, long id)
    {
        private readonly long _id = id;

        public StateOwner Owner => owner;

        public int Uses { get; private set; }

        /// <summary>Gets the references, oldest first.</summary>
        public LinkedList<Entry> References { get; } = [];

        public bool IsEmpty => Uses + References.Count == 0;

        /// <summary>Sorts by the number of references, then the newest first.</summary>
        public static int CompareSize(Share left, Share right)
            => left.References.Count != right.References.Count
                ? left.References.Count.CompareTo(right.References.Count)
                : right._id.CompareTo(left._id);

        public void Add(Entry entry)
        {
            if (entry.Reference is { } place)
            {
                References.AddLast(place);
            }
            else
            {
                Uses++;
            }
        }

        public void Remove(Entry entry)
        {
            if (entry.Reference is { } place)
            {
                References.Remove(place);
            }
            else
            {
                Uses--;
            }
        }
    }
}
