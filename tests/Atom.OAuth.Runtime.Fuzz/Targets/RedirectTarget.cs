using System.Text;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>The check of redirect paths, compared with the way in which a browser's URL parser (WHATWG) parses the accepted ones.</summary>
internal sealed class RedirectTarget : IFuzzTarget
{
    private const int Batch = 20_000;

    private static readonly string[] Pieces =
    [
        "/", "/", "/", "//", "\\", ".", "..", "./", "../", ";", "%2f", "%2F", "%5c", "%2e", "%2E%2e", "%252f", "%25", "%00", "%09", "%0a",
        "%7f", "%c0%af", "%ef%bc%8f", "%e2%80%ae", "%", "%2", "%zz", "?", "#", "@", ":", "&", "=", "evil.example", "app.example", "https:",
        "http:", "javascript:", "data:", "settings", "a", "b1", "callback", "next=//evil.example", "[", "]", "[::1]", "~", "$", "'", "*",
        " ", "\t", "\n", "\r", "\0", "\u0085", "\u2028", "\u202E", "\u200B", "\uFF0F", "\uFF0E", "\uFF3C", "\uFF0E\uFF0E", "é", "日本", "ﬀ",
        "℀", "K", "\ud83d", "😀", "\u0338", "\u00AD", "İ", "١",
    ];

    private readonly List<string> _accepted = new(Batch);
    private readonly StringBuilder _text = new();
    private readonly NodeUrls _browser = new();
    private string _path = string.Empty;

    public string Name => "redirect";

    public string Input => string.Concat(_path.Select(c => c is >= ' ' and <= '~' ? c.ToString() : FormattableString.Invariant($"\\u{(int)c:X4}")));

    public long Interesting { get; private set; }

    public void Run(Rng rng)
    {
        _text.Clear();
        if (!rng.OneIn(8))
        {
            _text.Append('/');
        }

        for (var count = rng.Below(rng.OneIn(16) ? 40 : 8); count > 0; count--)
        {
            if (rng.OneIn(12))
            {
                _text.Append((char)(rng.OneIn(2) ? rng.Below(128) : (int)(rng.Next() & 0xFFFF)));
            }
            else
            {
                _text.Append(rng.Pick(Pieces));
            }
        }

        _path = _text.ToString();
        if (OAuthRedirectPath.TryValidate(_path, out var problem))
        {
            Interesting++;
            _accepted.Add(_path);
            if (_accepted.Count == Batch)
            {
                Finish();
            }
        }
        else
        {
            Oracles.CheckText(problem, 401, secret: null);
        }
    }

    public void Finish()
    {
        var wrong = _browser.FirstThatLeaves(_accepted);
        _accepted.Clear();
        if (wrong is not null)
        {
            _path = wrong;
            throw new FuzzException("An accepted path leaves the application, or would when it is sent out again");
        }
    }

    public void Dispose() => _browser.Dispose();
}
