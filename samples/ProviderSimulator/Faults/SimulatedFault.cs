namespace Atom.OAuth.Simulation;

/// <summary>A fault that a provider is to have.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Target">Where.</param>
public sealed record SimulatedFault(FaultKind Kind, FaultTarget Target)
{
    /// <summary>Gets whose; <see langword="null"/> for all providers.</summary>
    public string? Provider { get; init; }

    /// <summary>Gets how often, 1 by default; <see langword="null"/> until it is taken away.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>
    /// Gets a value indicating whether the provider first does what it was asked for, so that a refresh token is used up and the answer is
    /// lost.
    /// </summary>
    public bool IsAfterwards { get; init; }

    /// <summary>Gets the status of the answer; 502 by default.</summary>
    public int Status { get; init; } = StatusCodes.Status502BadGateway;

    /// <summary>Gets the name of the page, one of <see cref="ProxyPages.All"/>.</summary>
    public string Page { get; init; } = "nginx";

    /// <summary>Gets the content type in place of the page's own.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets how a 429 says when to come back.</summary>
    public RetryAfterForm RetryAfter { get; init; } = RetryAfterForm.Seconds;

    /// <summary>Gets how long to wait after a 429, or how long a slow body takes; 2 seconds by default.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(2);
}
