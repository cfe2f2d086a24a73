using System.Globalization;
using Atom.OAuth.Testing;
using Atom.OAuth.Tests.State.Support;
using CsCheck;

namespace Atom.OAuth.Tests.State;

/// <summary>
/// Compares the redirect check with an independent implementation: the URL parser of browsers (WHATWG), as implemented by Node. Each accepted
/// path stays on the application's origin, and is still not a host when the application outputs it again.
/// </summary>
public class RedirectPathBrowserTests
{
    private const int Inputs = 120_000;
    private const int Batch = 60_000;

    // Random characters alone would hardly ever be similar to an attack, and random attacks would hardly ever be similar to a safe path.
    private static readonly Gen<string> Pieces = Gen.Frequency(
        (6, Gen.OneOf<string>(
            "/", "//", "\\", "..", ".", "%2e", "%2E", "%2f", "%5C", "%252f", "%25", "%", "%0a", "%00", "@", ":", "?", "#", ";", "&", "=",
            "[", "]", "\t", "\n", "\r", "\0", " ", "\u00A0", "\uFF0F", "\uFF0E", "\u2028", "\u202E", "\u2024", "\u3002", "\uD800", "\uDC00")),
        (6, Gen.OneOf<string>(
            "evil.example", "app.example", "https:", "http:", "javascript:", "data:", "localhost", "127.0.0.1", "user", "xn--",
            "integrations", "a", "b1", "é", "設", "😀", "~", "-", "_", "!", "$", "'", "(", ")", "*", "+", ",", "\"", "<", ">", "|", "^", "`",
            "{", "}")),
        (1, Gen.Char.Select(c => c.ToString())));

    private static readonly Gen<string> Paths = Gen.Select(
        Gen.Frequency(
            (6, Gen.OneOf<string>("/")),
            (3, Gen.OneOf<string>("/a/", "/integrations")),
            (2, Gen.OneOf<string>("", "//", "/\\", "\\", " /", "\t/", "/\t/", "https:/"))),
        Pieces.Array[0, 6],
        (start, pieces) => start + string.Concat(pieces));

    [NeedsFact("apt-get install nodejs", "node")]
    public void AcceptedPath_StaysOnItsOrigin()
    {
        // A long run can request more inputs. Node judges rejected inputs as well, which shows that it also rejects some.
        var count = int.TryParse(
            Environment.GetEnvironmentVariable("ATOM_OAUTH_REDIRECT_INPUTS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var more)
            ? more
            : Inputs;
        (var judged, var accepted, var dangerous) = (0, 0, 0);
        while (judged < count)
        {
            List<string> paths = [.. RedirectPathTests.Safe, .. RedirectPathTests.Unsafe.OfType<string>()];
            Paths.Sample(path => { lock (paths) { paths.Add(path); } }, iter: Batch);
            var stays = BrowserJudge.StaysOnOrigin(paths);
            for (var i = 0; i < paths.Count; i++)
            {
                var isSafe = OAuthRedirectPath.IsSafe(paths[i]);
                accepted += isSafe ? 1 : 0;
                dangerous += stays[i] ? 0 : 1;
                Assert.True(!isSafe
                    || stays[i], $"Accepted, but leaves the application: {string.Concat(paths[i].Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture) + " "))}");
            }

            judged += paths.Count;
        }

        // Otherwise the inputs were too harmless, or too hostile, to be meaningful.
        Assert.True(
            judged >= 100_000 && accepted > judged / 20 && dangerous > judged / 20,
            $"{judged} judged, {accepted} accepted, {dangerous} dangerous");
    }

    [NeedsFact("apt-get install nodejs", "node")]
    public void Judge_KnowsTheAttacks()
    {
        string[] paths = [
            "/",
            "/integrations",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example",
            "/..//evil.example",
            "/%2e%2e//evil.example",
            "/" + '\uD800',
            "javascript:alert(1)",
        ];
        Assert.Equal([true, true, false, false, false, false, false, false, true, false], BrowserJudge.StaysOnOrigin(paths));
    }
}
