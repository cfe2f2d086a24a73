namespace Atom.OAuth.Fuzz;

/// <summary>Something that must not be was found.</summary>
internal sealed class FuzzException(string message, Exception? innerException = null) : Exception(message, innerException);
