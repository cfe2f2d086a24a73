using System.Net;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>What a failure message may contain: which provider failed, and why; no code, no markup, and no part of a response body.</summary>
internal static class FriendlyText
{
    private const int Longest = 400;

    public static void AssertFailure(Page page, string id)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.HasAlert, $"No alert at {page.Address}");
        AssertFriendly(page.Notice!);
        Assert.StartsWith($"{OAuthProviders.Find(id)!.Name} OAuth failed: ", page.Notice, StringComparison.Ordinal);
    }

    public static void AssertFriendly(string text)
    {
        Assert.InRange(text.Length, 10, Longest);
        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain('{', text);
        // OAuthException is the type in Meta's errors.
        Assert.DoesNotContain("Exception", text.Replace("OAuthException", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}
