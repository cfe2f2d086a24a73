using System.Diagnostics.CodeAnalysis;

namespace Atom.OAuth;

/// <summary>A connection cannot be used. The message says why; <see cref="Problem"/> says it for programs.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It always names the problem.")]
public sealed class OAuthConnectionException : InvalidOperationException
{
    /// <summary>Initializes a new instance of the <see cref="OAuthConnectionException"/> class.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="message">Why, and what to do, in words that can be shown: no token, no secret.</param>
    /// <param name="innerException">What led to it, or <see langword="null"/>.</param>
    public OAuthConnectionException(OAuthConnectionProblem problem, string message, Exception? innerException = null)
        : base(message, innerException)
        => Problem = problem;

    /// <summary>Gets what is wrong.</summary>
    public OAuthConnectionProblem Problem { get; }

    /// <summary>Gets a value indicating whether only the user can help, by connecting again.</summary>
    public bool RequiresReauthorization => Problem is OAuthConnectionProblem.ReauthorizationRequired or OAuthConnectionProblem.NotFound;
}
