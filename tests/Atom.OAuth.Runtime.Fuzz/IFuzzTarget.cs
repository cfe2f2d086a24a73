namespace Atom.OAuth.Fuzz;

/// <summary>A part of the library, and what holds for it whatever it is given.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>Gets the target's name on the command line.</summary>
    string Name { get; }

    /// <summary>Gets what the last input was, for the report of a failure.</summary>
    string Input { get; }

    /// <summary>Gets a number that tells whether the inputs get anywhere: successes, accepted paths.</summary>
    long Interesting { get; }

    /// <summary>Makes one input, and tries it.</summary>
    /// <exception cref="FuzzException">What must hold does not.</exception>
    void Run(Rng rng);

    /// <summary>Tries what was put off.</summary>
    void Finish();
}
