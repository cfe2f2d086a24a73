namespace Atom.OAuth.Fuzz;

/// <summary>A part of the library, and the invariants that must hold for any input.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>Gets the target's name on the command line.</summary>
    string Name { get; }

    /// <summary>Gets a description of the last input, for the report of a failure.</summary>
    string Input { get; }

    /// <summary>Gets a number that shows whether the inputs are effective: successes, accepted paths.</summary>
    long Interesting { get; }

    /// <summary>Generates and tests one input.</summary>
    /// <exception cref="FuzzException">An invariant is violated.</exception>
    void Run(Rng rng);

    /// <summary>Tests inputs that are still pending.</summary>
    void Finish();
}
