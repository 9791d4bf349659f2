import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigationType } from 'react-router';

const key = ['last-seen-image'];

/** Remembers which image somebody is viewing, so that the gallery can lead them back to it. */
export function useMarkSeen(id: string): void {
  const client = useQueryClient();
  useEffect(() => void client.setQueryData(key, id), [client, id]);
}

/** The image from which somebody comes back; a new visit starts at the top. */
export function useCameFrom(): string | undefined {
  const client = useQueryClient();
  const isBack = useNavigationType() === 'POP';
  const [id] = useState(() => (isBack ? client.getQueryData<string>(key) : undefined));
  useEffect(() => client.removeQueries({ queryKey: key }), [client]);
  return id;
}
