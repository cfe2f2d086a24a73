using System.Net;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>What a person may be shown when something fails: who failed, what it means; no code of ours, no markup, nothing of a body.</summary>
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
        // OAuthException is the type of error that Meta names.
        Assert.DoesNotContain("Exception", text.Replace("OAuthException", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}
