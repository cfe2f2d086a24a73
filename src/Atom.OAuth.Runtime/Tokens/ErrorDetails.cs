namespace Atom.OAuth.Tokens;

/// <summary>What a provider says about an error, as it says it: not cleaned yet.</summary>
internal sealed class ErrorDetails
{
    public string? Code { get; init; }

    public string? Description { get; init; }

    public string? Uri { get; init; }

    public string? CorrelationId { get; init; }

    public string? RetryAfterSeconds { get; init; }

    public bool IsTransient { get; init; }

    /// <summary>Gets what a number means that only this provider's shape of errors has.</summary>
    public ErrorTraits Traits { get; init; }

    /// <summary>Gets the HTTP status that the body gives, or 0.</summary>
    public int Status { get; init; }
}
