using Atom.OAuth.Testing;

namespace Atom.OAuth.Tests.Errors.Corpus;

/// <summary>
/// Error messages without secrets, one per line, as documented by Microsoft (learn.microsoft.com, reference-error-codes), RFC 6749, 6750, 7009
/// and 8628, OpenID Connect, Google, Slack, Zoom, Notion, Asana, Dropbox, Discord, HubSpot, Meta, Trello, monday.com, the authorization
/// servers OpenIddict, Keycloak, Okta, Auth0, oidc-provider and oauth2-server, and by servers and proxies.
/// </summary>
internal static class OrdinaryErrors
{
    public static string[] All { get; } = File.ReadAllLines(Repository.PathOf("tests/Atom.OAuth.Runtime.Tests/Errors/Corpus/ordinary-errors.txt"));
}
