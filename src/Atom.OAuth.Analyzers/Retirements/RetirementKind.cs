namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>How a provider retires something.</summary>
internal enum RetirementKind
{
    /// <summary>It stops working: already if the day has passed or none is published, otherwise on that day.</summary>
    Ends,

    /// <summary>It may continue to work, but without support.</summary>
    Unsupported,

    /// <summary>It is discouraged, but no end is published.</summary>
    Deprecated,
}
