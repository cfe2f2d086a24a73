using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Comparison;

/// <summary>Answers every request with one sample.</summary>
internal sealed class SampleHandler(Func<TokenResponseSample> sample) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = sample().Respond();
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
