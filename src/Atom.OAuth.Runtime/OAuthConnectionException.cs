using System.Diagnostics.CodeAnalysis;

namespace Atom.OAuth;

/// <summary>
/// The exception that is thrown when a connection cannot be used. The message says why; <see cref="Problem"/> is the reason as a code.
/// </summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It always names the problem.")]
public sealed class OAuthConnectionException : InvalidOperationException
{
    /// <summary>Initializes a new instance of the <see cref="OAuthConnectionException"/> class.</summary>
    /// <param name="problem">The reason.</param>
    /// <param name="message">The reason and the remedy, in words that can be shown: without tokens or secrets.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public OAuthConnectionException(OAuthConnectionProblem problem, string message, Exception? innerException = null)
        : base(message, innerException)
        => Problem = problem;

    /// <summary>Gets the reason.</summary>
    public OAuthConnectionProblem Problem { get; }

    /// <summary>Gets a value indicating whether the user has to connect again.</summary>
    public bool RequiresReauthorization => Problem is OAuthConnectionProblem.ReauthorizationRequired or OAuthConnectionProblem.NotFound;
}
