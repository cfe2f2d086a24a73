using System.Text;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>The formatting of errors: a code and a description, and the parameters of a callback.</summary>
internal sealed class ErrorTarget : IFuzzTarget
{
    private static readonly string[] Names = [
        "error", "error_description", "error_code", "error_message", "error_reason", "error_uri", "state", "code", "", "ERROR",
    ];

    private static readonly string[] Codes = [
        "access_denied", "invalid_grant", "ratelimited", "BAD_AUTH_CODE", "124", "unknown_error", "Something bad",
        "AADSTS70011: a\r\nTrace",
    ];

    private static readonly string[] Known = ["blue monkey", "hunter22", "pass%20word", "a\"b&c'd<e", "plumtart", "correct-horse+battery/staple"];

    private static readonly Func<string, string>[] Forms =
    [
        secret => secret,
        Uri.EscapeDataString,
        System.Net.WebUtility.HtmlEncode,
        secret => System.Text.Json.JsonSerializer.Serialize(secret)[1..^1],
        secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        secret => string.Join(' ', secret.Chunk(3).Select(part => new string(part))),
    ];

    private readonly StringBuilder _text = new();
    private string? _provider;
    private string? _error;
    private string? _description;
    private KeyValuePair<string, string?>[] _parameters = [];

    public string Name => "errors";

    public string Input
        => string.Join(
            '\n',
            new[] { _provider, _error, _description }.Concat(_parameters.SelectMany(pair => new[] { pair.Key, pair.Value })).Select(Literal));

    public long Interesting { get; private set; }

    public void Run(Rng rng)
    {
        string? secret = null;
        _provider = rng.OneIn(8) ? Text(rng, ref secret, isName: true) : rng.Pick(Corpus.Providers);
        _error = rng.OneIn(2) ? rng.Pick(Codes) : Text(rng, ref secret);
        _description = rng.OneIn(8) ? null : Text(rng, ref secret);
        _parameters = rng.OneIn(2) ? new KeyValuePair<string, string?>[rng.Below(5)] : [];

        // The library's name for an unknown provider, or a name of at most 60 characters.
        Oracles.CheckText(OAuthErrorMessage.Format(_provider, _error, _description), 401, secret);
        if (rng.OneIn(3))
        {
            CheckKnown(rng);
        }

        for (var i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] = new(rng.Pick(Names), rng.OneIn(3) ? _error : _description);
        }

        var message = OAuthErrorMessage.FromCallback(_provider, _parameters);
        Oracles.CheckText(message, 401, secret);
        Interesting += message is null ? 0 : 1;
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }

    /// <summary>Checks a secret that only the caller knows, in one or two of the forms in which a provider may return it.</summary>
    private void CheckKnown(Rng rng)
    {
        var known = rng.Pick(Known);
        var planted = rng.Pick(Forms)(known);
        var text = _description ?? string.Empty;
        var at = rng.Below(text.Length + 1);
        _description = $"{text.AsSpan(0, at)} {planted} {text.AsSpan(at)}";
        var secrets = OAuthSecrets.Of(known);
        var shown = OAuthErrorMessage.Format(_provider, _error, _description, secrets);
        Oracles.CheckText(shown, 401, known);
        Oracles.Require(!shown.Contains(planted, StringComparison.Ordinal), $"The secret {known} as {planted}: {shown}");
        Oracles.Require(
            !secrets.RemoveFrom(_description).Contains(planted, StringComparison.Ordinal),
            $"The secret {known} is left in {_description}");
    }

    private string Text(Rng rng, ref string? secret, bool isName = false)
    {
        _text.Clear();
        var count = rng.Below(rng.OneIn(8) ? 60 : 8);
        for (var i = 0; i < count; i++)
        {
            switch (rng.Below(8))
            {
                case 0:
                    _text.Append((char)rng.Next());
                    break;
                case 1:
                    _text.Append((char)rng.Below(128));
                    break;
                case 2:
                    _text.Append((char)(0x2000 + rng.Below(0x70)));
                    break;
                case 3:
                    _text.Append('a', rng.Below(rng.OneIn(8) ? 400 : 12));
                    break;
                case 4:
                    _text.Append(rng.Pick(Codes)).Append(' ');
                    break;
                default:
                    _text.Append(rng.Pick(Corpus.Texts));
                    break;
            }
        }

        if (isName)
        {
            // Names come from the caller and are not secrets.
            _text.Replace(Secrets.AccessToken, "at");
        }
        else if (secret is null && rng.OneIn(2))
        {
            (var text, secret) = rng.Pick(Secrets.All);
            _text.Insert(rng.Below(_text.Length + 1), $" {text} ");
        }

        return _text.ToString();
    }

    private static string Literal(string? text) =>
        text is null
            ? "null"
            : string.Concat(text.Select(c => c is >= ' ' and <= '~' and not '\\' ? c.ToString() : FormattableString.Invariant($"\\u{(int)c:X4}")));
}
