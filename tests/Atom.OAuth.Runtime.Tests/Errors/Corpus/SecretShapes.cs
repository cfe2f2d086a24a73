
namespace Atom.OAuth.Tests.Errors.Corpus;

/// <summary>The formats of secrets that the catalogue's providers and similar ones issue, as documented or shown by them; none is real.</summary>
internal static class SecretShapes
{
    private const string Hex = "0123456789abcdef";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Base64Url = Alphanumeric + "-_";
    private const string Base64 = Alphanumeric + "+/";
    private const string Digits = "0123456789";

    /// <summary>Gets each format with a function that generates an example.</summary>
    public static IReadOnlyList<(string Name, Func<Random, string> Make)> All { get; } =
    [
        ("Slack bot token", r => $"xoxb-{Of(r, Digits, 12)}-{Of(r, Digits, 13)}-{Of(r, Alphanumeric, 24)}"),
        ("Slack user token", r => $"xoxp-{Of(r, Digits, 12)}-{Of(r, Digits, 12)}-{Of(r, Digits, 13)}-{Of(r, Hex, 32)}"),
        ("Slack rotating token", r => $"xoxe.xoxb-1-{Of(r, Base64, 160)}"),
        ("Slack refresh token", r => $"xoxe-1-{Of(r, Base64, 144)}"),
        ("Slack code", r => $"{Of(r, Digits, 12)}.{Of(r, Digits, 13)}.{Of(r, Hex, 64)}"),
        ("Slack client secret", r => Of(r, Hex, 32)),
        ("Slack signing secret", r => Of(r, Hex, 32).ToUpperInvariant()),
        ("Zoom client secret", r => Of(r, Alphanumeric, 32)),
        ("Zoom code", r => $"{Of(r, Alphanumeric, 10)}_{Of(r, Alphanumeric, 22)}"),
        ("Zoom token", r => $"eyJzdiI6IjAwMDAwMSIsImFsZyI6IkhTNTEyIn0.{Of(r, Base64Url, 120)}.{Of(r, Base64Url, 86)}"),
        ("Google client secret", r => $"GOCSPX-{Of(r, Base64Url, 28)}"),
        ("Google old client secret", r => Of(r, Base64Url, 24)),
        ("Google access token", r => $"ya29.a0{Of(r, Base64Url, 160)}"),
        ("Google refresh token", r => $"1//0{Of(r, Alphanumeric, 2)}{Of(r, Base64Url, 98)}"),
        ("Google code", r => $"4/0A{Of(r, Base64Url, 68)}"),
        ("Google API key", r => $"AIza{Of(r, Base64Url, 35)}"),
        ("Discord bot token", r => $"{Of(r, Alphanumeric, 26)}.{Of(r, Alphanumeric, 6)}.{Of(r, Base64Url, 38)}"),
        ("Discord client secret", r => Of(r, Base64Url, 32)),
        ("Discord code", r => Of(r, Alphanumeric, 30)),
        ("Microsoft client secret", r => $"{Of(r, Alphanumeric, 3)}8Q~{Of(r, Alphanumeric + "-_.~", 34)}"),
        ("Microsoft refresh token", r => $"0.A{Of(r, Base64Url, 90)}.{Of(r, Base64Url, 400)}"),
        ("Microsoft code", r => $"M.C5{Of(r, Digits, 2)}_BAY.2.U.{Uuid(r)}"),
        ("JSON Web Token", r => $"eyJhbGciOiJSUzI1NiJ9.{Of(r, Base64Url, 90)}.{Of(r, Base64Url, 86)}"),
        ("Notion client secret", r => $"secret_{Of(r, Alphanumeric, 43)}"),
        ("Notion token", r => $"ntn_{Of(r, Digits, 11)}{Of(r, Alphanumeric, 35)}"),
        ("Notion code", Uuid),
        ("Asana client secret", r => Of(r, Hex, 32)),
        ("Asana token", r => $"2/{Of(r, Digits, 16)}/{Of(r, Digits, 16)}:{Of(r, Hex, 32)}"),
        ("Asana code", r => $"1/{Of(r, Digits, 16)}:{Of(r, Hex, 32)}"),
        ("Trello key", r => Of(r, Hex, 32)),
        ("Trello secret", r => Of(r, Hex, 64)),
        ("Trello token", r => $"ATTA{Of(r, Hex, 72).ToUpperInvariant()}"),
        ("monday client secret", r => Of(r, Lower, 32)),
        ("monday code", r => Of(r, Hex, 40)),
        ("Dropbox app secret", r => Of(r, Lower, 15)),
        ("Dropbox access token", r => $"sl.{Of(r, Base64Url, 135)}"),
        ("Dropbox refresh token", r => $"{Of(r, Base64Url, 43)}AAAAAAAA{Of(r, Base64Url, 13)}"),
        ("Dropbox code", r => Of(r, Base64Url, 43)),
        ("HubSpot client secret", Uuid),
        ("HubSpot token", r => $"pat-na1-{Uuid(r)}"),
        ("Meta app secret", r => Of(r, Hex, 32)),
        ("Meta app token", r => $"{Of(r, Digits, 15)}|{Of(r, Alphanumeric, 27)}"),
        ("Meta access token", r => $"EAA{Of(r, Alphanumeric, 180)}"),
        ("WhatsApp code", r => $"AQ{Of(r, Base64Url, 200)}"),
    ];

    private static string Of(Random random, string alphabet, int length) => string.Create(length, (random, alphabet), static (text, state) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = state.alphabet[state.random.Next(state.alphabet.Length)];
        }
    });

    private static string Uuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
