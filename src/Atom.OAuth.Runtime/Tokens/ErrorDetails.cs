namespace Atom.OAuth.Tokens;

/// <summary>An error as the provider reports it, not sanitized yet.</summary>
internal sealed class ErrorDetails
{
    public string? Code { get; init; }

    public string? Description { get; init; }

    public string? Uri { get; init; }

    public string? CorrelationId { get; init; }

    public string? RetryAfterSeconds { get; init; }

    public bool IsTransient { get; init; }

    /// <summary>Gets the traits of an error number that is specific to this provider's format.</summary>
    public ErrorTraits Traits { get; init; }

    /// <summary>Gets the HTTP status in the body, or 0.</summary>
    public int Status { get; init; }
}
