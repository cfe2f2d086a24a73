using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.Tokens;

namespace Atom.OAuth;

/// <summary>The response of a revocation endpoint (RFC 7009, section 2.2).</summary>
/// <remarks>Only the status and a reported error matter: a successful response has no body, or a meaningless one.</remarks>
public sealed class OAuthRevocationResponse
{
    internal OAuthRevocationResponse(OAuthFailure? failure) => Failure = failure;

    /// <summary>Gets a value indicating whether the token is no longer valid. A token that was already invalid is considered revoked.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsRevoked => Failure is null;

    /// <summary>
    /// Gets why the token may still be valid, or <see langword="null"/>. Keep the token and retry if <see cref="OAuthFailure.IsRetryable"/>.
    /// </summary>
    public OAuthFailure? Failure { get; }

    /// <summary>Reads the response to a revocation request.</summary>
    /// <param name="response">The response. It is not disposed; a streamed body is consumed.</param>
    /// <param name="provider">The provider's id or name, for example <c>Discord</c>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or blank.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async ValueTask<OAuthRevocationResponse> ReadAsync(
        HttpResponseMessage response, string provider, CancellationToken cancellationToken = default)
        => new(await TokenResponseReader.ReadRevocationAsync(
            response ?? throw new ArgumentNullException(nameof(response)),
            new ReadContext(provider, TimeProvider.System, isRevocation: true),
            cancellationToken).ConfigureAwait(false));

    /// <summary>Returns a description of the response.</summary>
    public override string ToString() => Failure?.Message ?? "Revoked";
}
