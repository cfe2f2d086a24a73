using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Atom.OAuth.Tests.Errors.Corpus;

namespace Atom.OAuth.Tests.Errors;

/// <summary>
/// Statistics on redaction: 2,000 generated messages with secrets in 44 formats, none of which may be shown, and more than 500 ordinary errors,
/// which must not lose a word.
/// </summary>
public partial class RedactionCorpusTests
{
    private const int Messages = 2_000;

    /// <summary>This many consecutive characters of a secret are a part of it rather than a coincidence.</summary>
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
        // Weak secrets, which look like words, and split ones are only redacted because they are known.
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

    /// <summary>Distributes formats, encodings and positions evenly over the messages.</summary>
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
                // A password chosen by a person
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

    /// <summary>Determines whether a text contains an identifiable part of a secret, or of its Base64 encoding, in any notation.</summary>
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

                // Account numbers are not secrets.
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

    /// <summary>A UUID in the position of a request id is shown, because request ids are UUIDs, unless it is a known secret.</summary>
    private static bool IsIdOfARequest(string secret, string encoding, string place)
        => place.StartsWith("an id", StringComparison.Ordinal) && Guid.TryParse(secret, out _) && encoding != "Base64";

    [GeneratedRegex(@"\s")]
    private static partial Regex NotVisible();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex JsonEscape();

    [GeneratedRegex("[^A-Za-z0-9#]")]
    private static partial Regex NotAWord();

    /// <summary>Matches informative parts: words, codes and short numbers, but not ids in the form of UUIDs or long hexadecimal numbers.</summary>
    [GeneratedRegex(@"(?<![\w-])(?![0-9a-fA-F]{8}-)(?!\w*[0-9]\w{12,})[A-Za-z_][\w]*(?![\w-]*-[0-9a-f]{12})|(?<![\w.:-])\d{1,6}(?![\w.:-])")]
    private static partial Regex Word();
}
