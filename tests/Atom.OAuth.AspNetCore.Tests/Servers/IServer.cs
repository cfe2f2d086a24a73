using Atom.OAuth.Testing;

namespace Atom.OAuth.AspNetCore.Tests.Servers;

/// <summary>A real authorization server.</summary>
internal interface IServer : IAsyncDisposable
{
    string ClientId { get; }

    string ClientSecret { get; }

    string Scope { get; }

    string? BasicEncoding { get; }

    Uri AuthorizationEndpoint { get; }

    Uri TokenEndpoint { get; }

    Uri? RevocationEndpoint { get; }

    /// <summary>Gets a value indicating whether a used refresh token can be used once more shortly afterwards.</summary>
    bool AllowsRetry { get; }

    Task<Uri> AuthorizeAsync(Uri authorization, string state, string? challenge);
}

/// <summary>A server of another ecosystem, in a separate process.</summary>
internal sealed class ForeignServer(AuthorizationServer server) : IServer
{
    public string ClientId => server.ClientId;

    public string ClientSecret => server.ClientSecret;

    public string Scope => server.Scope;

    public string? BasicEncoding => server.BasicEncoding;

    public Uri AuthorizationEndpoint => server.AuthorizationEndpoint;

    public Uri TokenEndpoint => server.TokenEndpoint;

    public Uri? RevocationEndpoint => server.RevocationEndpoint;

    public bool AllowsRetry => server.Reuse == "accepted";

    public Task<Uri> AuthorizeAsync(Uri authorization, string state, string? challenge) => server.AuthorizeAsync(state, challenge);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
