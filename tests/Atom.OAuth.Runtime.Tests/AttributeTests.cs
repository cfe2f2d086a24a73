using System.Reflection;

namespace Atom.OAuth.Tests;

/// <summary>The attributes that the analyzers look for: they find them by name and read the provider from the constructor.</summary>
public class AttributeTests
{
    [Fact]
    public void Marks_StandWhereTheAnalyzersLook()
    {
        Assert.Equal(AttributeTargets.Method, Targets<HtmlGuardAttribute>());
        Assert.Equal(
            AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Parameter | AttributeTargets.Property
            | AttributeTargets.Field | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.ReturnValue,
            Targets<OAuthProviderAttribute>());
        Assert.Equal("Slack", typeof(MarkedClient).GetCustomAttribute<OAuthProviderAttribute>()?.Name);
        Assert.NotNull(typeof(MarkedClient).GetMethod(nameof(MarkedClient.IsPage))?.GetCustomAttribute<HtmlGuardAttribute>());
    }

    private static AttributeTargets Targets<T>() => typeof(T).GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn;

    [OAuthProvider("Slack")]
    private sealed class MarkedClient
    {
        [HtmlGuard]
        public static bool IsPage(string text) => HtmlResponse.CheckText(text).IsHtml;
    }
}
