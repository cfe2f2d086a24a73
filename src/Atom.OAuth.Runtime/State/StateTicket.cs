using System.Buffers.Text;
using System.Globalization;

namespace Atom.OAuth.State;

/// <summary>
/// Identifies a use of a state: its nonce, the provider (the purpose under which the outcome is encrypted) and the attempt. After a failed
/// attempt, the state is valid for another code.
/// </summary>
internal sealed class StateTicket
{
    /// <summary>How often a state can be tried. Users do not retry more often.</summary>
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
    /// Gets a hash of the code that came with the state, which only serves to tell codes apart; <see langword="null"/> if the code
    /// is unknown.
    /// </summary>
    public byte[]? CodeMark { get; }

    /// <summary>Gets the attempt, counted from zero.</summary>
    public int Attempt { get; }

    /// <summary>Gets the store's key.</summary>
    public string Key { get; }

    /// <summary>Gets a value indicating whether the callback had no code: then the state was validated but not used.</summary>
    public bool IsUnused { get; private init; }

    /// <summary>Creates the ticket for the first use of a state.</summary>
    public static StateTicket For(string provider, byte[] nonce, OAuthStateExpectation expected)
    {
        var mark = expected.Code is { } code
            ? StateRandom.Hash(Base64Url.EncodeToString(nonce) + code).AsSpan(0, StateUseRecord.MarkLength).ToArray()
            : null;
        return new(provider, nonce, mark, 0) { IsUnused = expected.HasCode && expected.Code is null };
    }

    public StateTicket Next() => new(Provider, Nonce, CodeMark, Attempt + 1);
}
