using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Atom.OAuth.Tests.Errors.Corpus;

namespace Atom.OAuth.Tests.Errors;

/// <summary>
/// The redaction, counted: 2,000 generated messages with secrets of 44 shapes, of which none may be shown, and more than 500 ordinary errors, of
/// which no word may be lost.
/// </summary>
public partial class RedactionCorpusTests
{
    private const int Messages = 2_000;

    /// <summary>So many characters of a secret in a row are part of it, and not chance.</summary>
    private const int Telling = 8;

    [Fact]
    public void ThereAreFortyFourShapes() => Assert.Equal(44, SecretShapes.All.Select(shape => shape.Name).Distinct().Count());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task UnknownSecrets_AreNotShown(int seed)
    {
        List<string> shown = [];
        var made = 0;
        foreach ((var name, var secret, var encoding, var place, var show) in Generate(seed, secrets: null))
        {
            made++;
            var text = await show();
            if (Leaks(secret, text) && !IsIdOfARequest(secret, encoding, place))
            {
                shown.Add($"{name}, {encoding}, {place}: {secret} in {text}");
            }
        }

        Assert.Equal(Messages, made);
        Assert.True(shown.Count == 0, $"{shown.Count} of {made}:\n{string.Join('\n', shown.Take(40))}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task KnownSecrets_AreNotShown_InAnyForm(int seed)
    {
        // Weak ones, which look like words, and split ones: only that they are known keeps them out.
        List<string> shown = [];
        var made = 0;
        foreach ((var name, var secret, var encoding, var place, var show) in Generate(seed, OAuthSecrets.Of))
        {
            made++;
            var text = await show();
            if (Leaks(secret, text))
            {
                shown.Add($"{name}, {encoding}, {place}: {secret} in {text}");
            }
        }

        Assert.Equal(Messages, made);
        Assert.True(shown.Count == 0, $"{shown.Count} of {made}:\n{string.Join('\n', shown.Take(40))}");
    }

    [Fact]
    public void OrdinaryErrors_LoseNoWord()
    {
        var texts = OrdinaryErrors.All;
        List<string> lost = [];
        foreach (var text in texts)
        {
            var shown = OAuthErrorMessage.Format("Slack", "e", text);
            string[] missing = [.. Word()
                .Matches(text.Split('\n')[0])
                .Select(word => word.Value)
                .Where(word => !shown.Contains(word, StringComparison.Ordinal))];
            if (missing.Length > 0 && shown.Length < 300)
            {
                lost.Add($"{string.Join(", ", missing)}: {shown}");
            }
        }

        Assert.InRange(texts.Distinct(StringComparer.Ordinal).Count(), 500, texts.Length);
        Assert.True(lost.Count == 0, $"{lost.Count} of {texts.Length}:\n{string.Join('\n', lost)}");
    }

    /// <summary>Spreads shapes, encodings and places evenly over the messages.</summary>
    private static IEnumerable<(string Name, string Secret, string Encoding, string Place, Func<Task<string>> Show)> Generate(
        int seed, Func<string?[], OAuthSecrets>? secrets)
    {
        Random random = new(seed);
        for (var i = 0; i < Messages; i++)
        {
            (var name, var make) = SecretShapes.All[i % SecretShapes.All.Count];
            (var encoding, var encode) = SecretPositions.Encodings[i / SecretShapes.All.Count % SecretPositions.Encodings.Count];
            (var place, var show) = SecretPositions.All[((i * 7) + (i / 97)) % SecretPositions.All.Count];
            var secret = make(random);
            if (secrets is not null && i % 4 == 0)
            {
                // A password that somebody chose
                secret = $"{Vowels(random)}horse battery{random.Next(10).ToString(CultureInfo.InvariantCulture)}staple+{Vowels(random)}/";
            }

            var written = encode(secret);
            if (secrets is not null && i % 5 == 0 && place is not "a challenge")
            {
                written = string.Join(' ', written.Chunk(6).Select(part => new string(part)));
            }

            yield return (name, secret, encoding, place, () => show(written, secrets?.Invoke([secret])));
        }
    }

    private static string Vowels(Random random) => new([.. Enumerable.Range(0, 5).Select(_ => "aeioulrst"[random.Next(9)])]);

    /// <summary>Whether a text shows a telling part of a secret, or of its Base64, however it is written.</summary>
    private static bool Leaks(string secret, string text)
    {
        var kept = text.Replace("[redacted]", "#", StringComparison.Ordinal);
        var plain = NotAWord().Replace(Unescape(Unescape(NotVisible().Replace(kept, string.Empty))), string.Empty);
        foreach (var form in new[] { secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) })
        {
            var dense = NotAWord().Replace(form, string.Empty);
            for (var start = 0; start + Telling <= dense.Length; start++)
            {
                var part = dense.Substring(start, Telling);

                // Numbers of accounts are no secret.
                if (!part.All(char.IsAsciiDigit) && plain.Contains(part, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string Unescape(string text)
        => JsonEscape().Replace(
            WebUtility.HtmlDecode(Uri.UnescapeDataString(text)),
            escape => ((char)Convert.ToInt32(escape.Groups[1].Value, 16)).ToString());

    /// <summary>A UUID in the place of a request's id is shown, for that is what such ids look like, unless it is known to be a secret.</summary>
    private static bool IsIdOfARequest(string secret, string encoding, string place)
        => place.StartsWith("an id", StringComparison.Ordinal) && Guid.TryParse(secret, out _) && encoding != "Base64";

    [GeneratedRegex(@"\s")]
    private static partial Regex NotVisible();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex JsonEscape();

    [GeneratedRegex("[^A-Za-z0-9#]")]
    private static partial Regex NotAWord();

    /// <summary>What tells something: words, codes and short numbers; no ids in the form of a UUID or of a long hexadecimal number.</summary>
    [GeneratedRegex(@"(?<![\w-])(?![0-9a-fA-F]{8}-)(?!\w*[0-9]\w{12,})[A-Za-z_][\w]*(?![\w-]*-[0-9a-f]{12})|(?<![\w.:-])\d{1,6}(?![\w.:-])")]
    private static partial Regex Word();
}
