using Atom.OAuth.Analyzers.Common;

namespace Atom.OAuth.Analyzers.Tests.Common;

public sealed class RulePagesTests
{
    [Theory]
    [InlineData("https://github.com/contoso/atom-oauth", "https://github.com/contoso/atom-oauth/blob/HEAD/docs/rules/ATOM001.md")]
    [InlineData("https://github.com/contoso/atom-oauth.git", "https://github.com/contoso/atom-oauth/blob/HEAD/docs/rules/ATOM001.md")]
    [InlineData("https://gitlab.com/contoso/group/atom-oauth/", "https://gitlab.com/contoso/group/atom-oauth/-/blob/HEAD/docs/rules/ATOM001.md")]
    [InlineData("https://bitbucket.org/contoso/atom-oauth", "https://bitbucket.org/contoso/atom-oauth/src/HEAD/docs/rules/ATOM001.md")]
    [InlineData("https://dev.azure.com/contoso/tools/_git/atom-oauth", "https://dev.azure.com/contoso/tools/_git/atom-oauth?path=/docs/rules/ATOM001.md")]
    public void UrlOf_IsThePageInTheRepository(string repository, string page) => Assert.Equal(page, RulePages.UrlOf("ATOM001", repository));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://git.contoso.example/atom-oauth")]
    [InlineData("http://github.com/contoso/atom-oauth")]
    [InlineData("git@github.com:contoso/atom-oauth.git")]
    [InlineData("file:///srv/atom-oauth")]
    [InlineData("/srv/atom-oauth")]
    public void UrlOf_IsNothing_WhereNoLinkIsKnownToWork(string? repository) => Assert.Null(RulePages.UrlOf("ATOM001", repository));
}
