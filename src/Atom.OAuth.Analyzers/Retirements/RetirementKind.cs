namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>What a provider does, or will do, with what it retires.</summary>
internal enum RetirementKind
{
    /// <summary>It stops: gone where the day has passed or none is published, ending where it is ahead.</summary>
    Ends,

    /// <summary>It may go on answering, without support.</summary>
    Unsupported,

    /// <summary>It is discouraged, and no end is published.</summary>
    Deprecated,
}
