using System.Buffers.Text;
using System.Globalization;

namespace Atom.OAuth.State;

/// <summary>
/// Identifies the use of one state: its nonce, the provider under whose purpose the outcome is encrypted, and which use it is. After one
/// that came to nothing, the state is good for another code.
/// </summary>
internal sealed class StateTicket
{
    /// <summary>How often a state can be tried: more is no user who tries again.</summary>
    public const int MostAttempts = 5;

    private StateTicket(string provider, byte[] nonce, byte[]? codeMark, int attempt)
    {
        Provider = provider;
        Nonce = nonce;
        CodeMark = codeMark;
        Attempt = attempt;
        Key = "use:" + Base64Url.EncodeToString(nonce) + (attempt == 0 ? string.Empty : "." + attempt.ToString(CultureInfo.InvariantCulture));
    }

    public string Provider { get; }

    public byte[] Nonce { get; }

    /// <summary>
    /// Gets a hash of the code that came with the state, which tells it from another and nothing else; <see langword="null"/> where the code
    /// is not known.
    /// </summary>
    public byte[]? CodeMark { get; }

    /// <summary>Gets which use it is, counted from zero.</summary>
    public int Attempt { get; }

    /// <summary>Gets the store's key.</summary>
    public string Key { get; }

    /// <summary>Gets a value indicating whether the callback had no code: then the state was checked and not used.</summary>
    public bool IsUnused { get; private init; }

    /// <summary>The first use of a state.</summary>
    public static StateTicket For(string provider, byte[] nonce, OAuthStateExpectation expected)
    {
        var mark = expected.Code is { } code
            ? StateRandom.Hash(Base64Url.EncodeToString(nonce) + code).AsSpan(0, StateUseRecord.MarkLength).ToArray()
            : null;
        return new(provider, nonce, mark, 0) { IsUnused = expected.HasCode && expected.Code is null };
    }

    public StateTicket Next() => new(Provider, Nonce, CodeMark, Attempt + 1);
}
