using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Comparison;

/// <summary>This project's own runtime library.</summary>
internal sealed class AtomReader : ITokenReader
{
    public string Name => "Atom.OAuth.Runtime";

    public async Task<Answer> ReadAsync(TokenResponseSample sample)
    {
        using var response = sample.Respond();
        var answer = await OAuthTokenResponse.ReadAsync(response, sample.Provider).ConfigureAwait(false);
        return answer.TryGetTokens(out var tokens, out var failure)
            ? new Answer(true, tokens.AccessToken)
            : new Answer(false, null, failure.Code, failure.Message);
    }
}
