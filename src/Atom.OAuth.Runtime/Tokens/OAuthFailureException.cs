using System.Diagnostics.CodeAnalysis;

namespace Atom.OAuth;

/// <summary>The exception for a failed token request. The message is safe to show; <see cref="Failure"/> has the details.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It always carries a failure.")]
public sealed class OAuthFailureException : HttpRequestException
{
    /// <summary>Initializes a new instance of the <see cref="OAuthFailureException"/> class.</summary>
    /// <param name="failure">The failure.</param>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is <see langword="null"/>.</exception>
    public OAuthFailureException(OAuthFailure failure)
#if NET
        : base((failure ?? throw new ArgumentNullException(nameof(failure))).Message, failure.Exception, failure.StatusCode)
#else
        : base((failure ?? throw new ArgumentNullException(nameof(failure))).Message, failure.Exception)
#endif
        => Failure = failure;

    /// <summary>Gets the failure.</summary>
    public OAuthFailure Failure { get; }
}
