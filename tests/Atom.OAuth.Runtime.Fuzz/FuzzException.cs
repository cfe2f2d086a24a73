namespace Atom.OAuth.Fuzz;

/// <summary>The library violated an invariant.</summary>
internal sealed class FuzzException(string message, Exception? innerException = null) : Exception(message, innerException);
